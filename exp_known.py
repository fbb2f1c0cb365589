import json,sys
sys.path[:0]=['/tmp/ft/methods','/tmp/ft/tests/fault_tree','/tmp/ft/src']
from test_known_answers import tree
from rcakit_fault_tree.solution import Solution
d=json.load(open('/work/shared/reference/known-answers.json'))['fault_trees']
for n,t in d.items():
    s=Solution.of(tree(t['tree'],t['probabilities'])); e=t['expected']
    bad=[]
    if abs(s.evaluated.top/e['exact']-1)>1e-9: bad.append(('exact',s.evaluated.top,e['exact']))
    if 'rare_event' in e and abs(s.rare_event/e['rare_event']-1)>1e-9: bad.append(('rare',s.rare_event))
    if 'min_cut_upper_bound' in e and abs(s.upper_bound/e['min_cut_upper_bound']-1)>1e-9: bad.append(('mcub',s.upper_bound,e['min_cut_upper_bound']))
    if 'minimal_cut_sets' in e and {frozenset(x) for x in e['minimal_cut_sets']}!={frozenset(x.events) for x in s.cut_sets()}: bad.append('sets')
    for k,v in (e.get('importance') or {}).items():
        i=s.importance(k)
        for m in ('birnbaum','criticality','raw','rrw'):
            a=getattr(i,m); b=v[m]
            if b is None: 
                if a!=float('inf'): bad.append((k,m,a,b))
            elif abs(a-b)>1e-9*max(1,abs(b)): bad.append((k,m,a,b))
    print(n,'OK' if not bad else bad, s.count)
