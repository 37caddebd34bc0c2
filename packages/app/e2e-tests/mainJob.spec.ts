import { test } from './fixtures';
import { testMainJob } from './mainJob';

testMainJob(test);
