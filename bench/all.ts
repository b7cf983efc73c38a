import type { Bench } from './bench.ts';
import { control } from './control.ts';
import { fanOut } from './fan-out.ts';
import { gate } from './gate.ts';
import { join } from './join.ts';
import { joinStorm } from './join-storm.ts';
import { mainJob } from './main-job.ts';
import { mediaCost } from './media-cost.ts';
import { memory } from './memory.ts';
import { page } from './page.ts';
import { pictures } from './pictures.ts';
import { talkRight } from './talk-right.ts';
import { threeDoors } from './three-doors.ts';

/** What `npm run bench` measures, in the order in which the table has it. */
export const ALL: readonly Bench[] = [talkRight, join, fanOut, joinStorm, memory, gate, mediaCost, page];

/** What takes longer, and is measured when it is named. */
export const LONGER: readonly Bench[] = [mainJob, control, threeDoors, pictures];
