import sys,time,csv,glob,os
sys.path[:0]=['/tmp/ft/methods','/tmp/ft/src']
T=time.process_time()
from rcakit_fault_tree.mef.elements import parse
from rcakit_fault_tree.mef.reading import read
from rcakit_fault_tree.solution import Solution
print('import',time.process_time()-T)
exp={r['model']:r for r in csv.DictReader(open('/work/shared/data/fault-trees/expected.csv'))}
for f in sorted(glob.glob('/work/shared/data/fault-trees/*.xml')):
    n=os.path.basename(f)[:-4]
    t=time.process_time(); found=read([parse(open(f,'rb').read())]); t1=time.process_time()-t
    e=exp[n]
    if n=='cea9601' and len(sys.argv)<2: continue
    s=Solution.of(found.tree); t2=time.process_time()-t
    ok=abs(s.evaluated.top/float(e['top_probability'])-1)<1e-9 and s.count==int(e['minimal_cut_sets'])
    print(n,'OK' if ok else ('BAD',s.evaluated.top,e['top_probability'],s.count,e['minimal_cut_sets']),found.tops[:3],len(found.faults),len(found.remarks),round(t1,3),round(t2,3))
