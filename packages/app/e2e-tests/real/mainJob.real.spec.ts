import { testMainJob } from '../mainJob';
import { test } from './fixtures';

testMainJob(test);
