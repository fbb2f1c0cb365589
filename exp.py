import sys,time,csv
T0=time.process_time()
sys.path.insert(0,'/tmp/ft/methods'); sys.path.insert(0,'/tmp/sk')
import mef
from rcakit_fault_tree.engine.building import Builder, negated
from rcakit_fault_tree.engine.simplify import simplified
from rcakit_fault_tree.engine.modules import modules
from rcakit_fault_tree.engine import solving
def read(path):
    m=mef.load([path]); d=mef.flatten(m)
    b=Builder(d.V)
    made={}
    def val(a):
        x=abs(a); v=x if x<=d.V else made[x]
        return negated(v) if a<0 else v
    # topological
    order=[];seen=set();st=[(abs(d.root),0)]
    while st:
        y,i=st.pop()
        if y<=d.V or (i==0 and y in seen): continue
        seen.add(y); args=d.g[y-d.V-1][2]
        if i<len(args): st.append((y,i+1)); st.append((abs(args[i]),0)) if abs(args[i]) not in seen else None
        else: order.append(y)
    for y in order:
        op,k,args=d.g[y-d.V-1]; vs=[val(a) for a in args]
        made[y]={'and':b.all_of,'or':b.any_of,'xor':b.odd_of}[op](vs) if op!='atl' else b.at_least(k,vs)
    return d,b.finished(val(d.root))
def run(path):
    t=time.process_time()
    d,f=read(path); t1=time.process_time()
    f=simplified(f); t2=time.process_time()
    sol=solving.solved(f)
    t3=time.process_time()
    from rcakit_fault_tree.engine import sums
    from rcakit_fault_tree.engine.evaluation import evaluated
    given=[0.0]+[d.p[i] for i in range(1,d.V+1)]
    ev=evaluated(sol,given); n=sums.count(sol,d.V)
    t4=time.process_time()
    big=[(len(s.order),len(s.states),len(s.cut_sets)) for s in sol if len(s.order)>30]
    return ev.top,n,dict(read=t1-t,simp=t2-t1,solve=t3-t2,eval=t4-t3,total=time.process_time()-T0),big
if __name__=='__main__':
    exp={r['model']:r for r in csv.DictReader(open('/work/shared/data/fault-trees/expected.csv'))}
    name=sys.argv[1]; r=run('/work/shared/data/fault-trees/%s.xml'%name); e=exp[name]
    ok=abs(r[0]/float(e['top_probability'])-1)<1e-9 and r[1]==int(e['minimal_cut_sets'])
    print(name,'OK' if ok else 'WRONG %r %r %s %s'%(r[0],r[1],e['top_probability'],e['minimal_cut_sets']),{k:round(v,3) for k,v in r[2].items()},r[3])
