tot=0
for f in /work/shared/data/fault-trees/*.xml; do timeout 200 /tmp/xp/bin/python -B exp.py $(basename $f .xml) 2>&1 | tail -1; done | awk '{match($0,/total.: [0-9.]+/); t=substr($0,RSTART+8,RLENGTH-8); s+=t; print substr($0,1,150)} END {print "TOTAL",s}'
