// `npm test` runs small files together (`scripts/test-groups.js`); a file by itself is `npx ava build/test/….test.js`.
import process from 'node:process';

const config = {
	files: process.env.YORKTOWN_TEST_GROUPS ? ['build/{test,groups}/**/*.test.js'] : ['build/test/**/*.test.js'],
	workerThreads: false,
	timeout: '120s',
};

export default config;
