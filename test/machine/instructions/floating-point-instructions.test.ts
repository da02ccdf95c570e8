/** Every instruction of GA22-7000, "Floating-Point Instructions". */
import {chapters} from './cases/index.js';
import {testCases} from './run.js';

testCases(chapters['Floating-Point Instructions']);
