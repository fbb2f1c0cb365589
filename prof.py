import sys,time
from exp import *
import rcakit_fault_tree.engine.solving as S
from rcakit_fault_tree.engine.states import States
orig=States.built
def built(self,m):
    t=time.process_time()
    try: r=orig(self,m); ok='ok'
    except Exception as e: ok='too large'; raise
    finally:
        if time.process_time()-t>0.01: print("   states",self._diagrams.__class__.__name__,self._diagrams.room,ok,round(time.process_time()-t,2), self.done, flush=True)
    return r
States.built=built
for n in ('_finished','minimal','minimal_of_hull','as_function'):
    f=getattr(S,n)
    def w(*a,_f=f,_n=n,**k):
        t=time.process_time()
        try: return _f(*a,**k)
        finally:
            if time.process_time()-t>0.05: print('  ',_n,round(time.process_time()-t,2),flush=True)
    setattr(S,n,w)
import rcakit_fault_tree.engine.oxidd_diagrams as OD
f2=OD.OxiddDiagrams.listed
def l(self,x):
    t=time.process_time(); r=f2(self,x)
    if time.process_time()-t>0.05: print('   listed',len(r),round(time.process_time()-t,2))
    return r
OD.OxiddDiagrams.listed=l
f3=OD.OxiddDiagrams.__init__
def i3(self,*a):
    t=time.process_time(); f3(self,*a)
    if time.process_time()-t>0.02: print('   new',a,round(time.process_time()-t,2))
OD.OxiddDiagrams.__init__=i3
r=run('/work/shared/data/fault-trees/%s.xml'%sys.argv[1]); print(r[2],r[3])
