/** Every instruction of GA22-7000, "Control Instructions". */
import {chapters} from './cases/index.js';
import {testCases} from './run.js';

testCases(chapters['Control Instructions']);
