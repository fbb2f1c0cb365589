import sys,time
from exp import *
for n in ('cea9601','das9601'):
    d,f=read('/work/shared/data/fault-trees/%s.xml'%n)
    f=simplified(f); ms=modules(f)
    for m in ms:
        if len(m.leaves)<20: continue
        pos=set();neg=set();ops={}
        for g in m.gates:
            ops[f.gates[g].op.name]=ops.get(f.gates[g].op.name,0)+1
            for a in f.gates[g].args:
                if a<0: neg.add(-a)
                else: pos.add(a)
        print(n,len(m.leaves),len(m.gates),'neg',len(neg),'mixed',len(neg&pos),ops, [a for a in neg if a>f.events])
