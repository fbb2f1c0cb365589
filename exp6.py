import sys,time
sys.path.insert(0,'/tmp/ft'); 
import exp
from exp import *
from rcakit_fault_tree.engine import orders as O
from rcakit_fault_tree.engine.states import States
from rcakit_fault_tree.engine.minimal import minimal
from rcakit_fault_tree.engine.oxidd_diagrams import OxiddDiagrams
from rcakit_fault_tree.engine.diagrams import *
name=sys.argv[1]; room=int(float(sys.argv[2]))
d,f=read('/work/shared/data/fault-trees/%s.xml'%name)
f=simplified(f); ms=modules(f)
for m in ms:
    if len(m.leaves)<60: continue
    w=O._Walk(f,m); seen=set()
    for ch in O._CHOICES:
        o=w.order(ch(w))
        if o in seen: continue
        seen.add(o)
        t=time.process_time()
        dg=OxiddDiagrams(len(o),room)
        try:
            fam=States(dg,f,o).built(m); t1=time.process_time(); k=fam.node_count(); made=dg.size()
            cuts=minimal(dg,fam,coherent=m.coherent); t2=time.process_time()
            print(len(o),ch.__name__,'states',k,'made',made,'%.3f'%(t1-t),'cuts',cuts.node_count(),'%.3f'%(t2-t1),'size',dg.size(),flush=True)
        except TooLargeError: print(ch.__name__,'too large %.3f'%(time.process_time()-t),flush=True)
