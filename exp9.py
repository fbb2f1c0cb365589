import sys,time
from exp import *
from rcakit_fault_tree.engine import orders as O
from rcakit_fault_tree.engine.states import States
from rcakit_fault_tree.engine.modules import modules
from rcakit_fault_tree.engine.oxidd_diagrams import OxiddDiagrams
from rcakit_fault_tree.engine.diagrams import *
for name in sys.argv[1:]:
    d,f=read('/work/shared/data/fault-trees/%s.xml'%name)
    f=simplified(f); ms=modules(f)
    for m in ms:
        if len(m.leaves)<60: continue
        w=O._Walk(f,m); seen=set()
        for ch in O._CHOICES:
            o=w.order(ch(w))
            if o in seen: continue
            seen.add(o)
            line=[]
            for room in (1500,10000,40000,200000,1000000,5000000):
                t=time.process_time()
                dg=OxiddDiagrams(len(o),room+len(o)**2); st=States(dg,f,o)
                try:
                    fam=st.built(m); line.append('OK %d/%d %.2f'%(fam.node_count(),dg._manager.approx_num_inner_nodes(),time.process_time()-t)); break
                except TooLargeError: line.append('%d'%st.done)
            print(name,len(o),len(m.gates),ch.__name__,line,flush=True)
