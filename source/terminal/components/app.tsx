import {Box} from 'ink';
import type {Frame} from '../view/frame.js';
import {Block} from './block.js';

/** The window: titles, screens, rules, bottom line and what lies over them. */
export function App({frame}: {readonly frame: Frame}) {
	return (
		<Box width={frame.columns} height={frame.rows}>
			{frame.blocks.map(block => <Block key={block.key} block={block}/>)}
		</Box>
	);
}
