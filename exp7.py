import sys,time
sys.path.insert(0,'/tmp/ft'); 
from exp import *
from rcakit_fault_tree.engine import orders as O
from rcakit_fault_tree.engine.states import States
from rcakit_fault_tree.engine import minimal as M
from rcakit_fault_tree.engine.oxidd_diagrams import OxiddDiagrams
from rcakit_fault_tree.engine.diagrams import *
d,f=read('/work/shared/data/fault-trees/cea9601.xml')
f=simplified(f); ms=modules(f)
for m in ms:
    if len(m.leaves)<60: continue
    print(len(m.gates), m.coherent, sum(1 for g in m.gates for a in f.gates[g].args if a<0), {op: sum(1 for g in m.gates if f.gates[g].op is op) for op in Op} if 0 else '')
    w=O._Walk(f,m)
    for ch in (O._gates_most_used,O._heaviest,O._largest):
        o=w.order(ch(w)); t=time.process_time(); dg=OxiddDiagrams(len(o),25_000_000)
        try:
            fam=States(dg,f,o).built(m); t1=time.process_time(); print(ch.__name__,'states',fam.node_count(),'made',dg.size(),'%.3f'%(t1-t),flush=True)
        except TooLargeError: print(ch.__name__,'too large %.3f'%(time.process_time()-t),flush=True); continue
        try:
            cuts=M.minimal(dg,fam,coherent=False); print('p-cuts coherent', cuts.node_count(), time.process_time()-t1, dg.size())
        except TooLargeError: print('cuts too large',time.process_time()-t1)
