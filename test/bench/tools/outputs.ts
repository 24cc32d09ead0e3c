/** What other checkers print, shortened to the lines around those that are read. */

export const spinBreadthFirst = `
Depth=      20 States= 7.93e+05 Transitions= 7.58e+06 Memory=    97.332\tt=     5.25 R=   2e+05
(Spin Version 6.5.2 -- 6 December 2019)
\t+ Breadth-First Search

State-vector 20 byte, depth reached 30, errors: 0
  1072510 states, stored
\t 1072510 nominal states (stored-atomic)
 10641234 states, matched
 11713744 transitions (= stored+matched)
        0 atomic steps
`;

export const spinDepthFirst = `
State-vector 20 byte, depth reached 762105, errors: 0
  1072510 states, stored
 10641234 states, matched
 11713744 transitions (= stored+matched)
`;

export const spinTooShallow = `
error: max search depth too small

State-vector 20 byte, depth reached 9999, errors: 0
    69045 states, stored
   573801 states, matched
   642846 transitions (= stored+matched)
`;

export const spinWithError = `
pan:1: assertion violated  !( !((x==1))) (at depth 6)
pan: wrote model.pml.trail

Warning: Search not completed
\t+ Breadth-First Search

State-vector 20 byte, depth reached 6, errors: 1
     1843 states, stored
     5483 states, matched
     7326 transitions (= stored+matched)
`;

export const rumur = `
<progress states="70000" duration_seconds="5" rules_fired="638036" queue_size="1353" thread_id="0"/>
<summary states="71056" rules_fired="662438" errors="0" duration_seconds="5"/>
</rumur_run>
`;

export const rumurWithError = `
<error message="invariant &quot;all&quot; failed" includes_trace="true">
<transition>Startstate 1</transition>
<transition>Rule &quot;alloc&quot;</transition>
<transition>Rule &quot;free&quot;</transition>
</error>
<summary states="973" rules_fired="3535" errors="1" duration_seconds="0"/>
</rumur_run>
`;
