import {useRef} from 'react';
import {Box} from 'ink';
import type {Block as BlockView, Frame} from '../view/frame.js';
import {Block} from './block.js';

function isSame(a: BlockView, b: BlockView): boolean {
	return a.x === b.x && a.y === b.y && a.width === b.width && a.rows.length === b.rows.length && a.rows.every((row, index) => row === b.rows[index]);
}

/** Blocks that look as before stay the same objects, so that nothing is done for them. */
function useStableBlocks(blocks: readonly BlockView[]): readonly BlockView[] {
	const before = useRef(new Map<string, BlockView>());
	const stable = blocks.map(block => {
		const old = before.current.get(block.key);
		return old && isSame(old, block) ? old : block;
	});
	before.current = new Map(stable.map(block => [block.key, block]));
	return stable;
}

/** The window: titles, screens, rules, bottom line and what lies over them. */
export function App({frame}: {readonly frame: Frame}) {
	const blocks = useStableBlocks(frame.blocks);
	return (
		<Box width={frame.columns} height={frame.rows}>
			{blocks.map(block => <Block key={block.key} block={block}/>)}
		</Box>
	);
}
