import cProfile,pstats
from exp import *
import rcakit_fault_tree.engine.solving as S
mh=S.minimal_of_hull
def w(*a):
    pr=cProfile.Profile(); pr.enable(); r=mh(*a); pr.disable()
    if len(a[1])>100000: pstats.Stats(pr).sort_stats('tottime').print_stats(10)
    return r
S.minimal_of_hull=w
run('/work/shared/data/fault-trees/cea9601.xml')
