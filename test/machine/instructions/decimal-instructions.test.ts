/** Every instruction of GA22-7000, "Decimal Instructions". */
import {chapters} from './cases/index.js';
import {testCases} from './run.js';

testCases(chapters['Decimal Instructions']);
