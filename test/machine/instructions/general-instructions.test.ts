/** Every instruction of GA22-7000, "General Instructions". */
import {chapters} from './cases/index.js';
import {testCases} from './run.js';

testCases(chapters['General Instructions']);
