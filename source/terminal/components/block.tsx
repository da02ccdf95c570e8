import {memo} from 'react';
import {Box, Text, Transform} from 'ink';
import type {Block as BlockView} from '../view/frame.js';

/**
 * Rows at their place. They reach Ink as a transformation of blank rows: Ink remembers the measures of every text it
 * has ever measured, so that rows given as text would fill the storage in a long session, and measuring them costs
 * several milliseconds a frame.
 */
export const Block = memo(({block}: {readonly block: BlockView}) => (
	<Box position='absolute' marginLeft={block.x} marginTop={block.y} width={block.width} height={block.rows.length}>
		<Transform transform={(_blank, index) => block.rows[index] ?? ''}>
			<Text>{Array.from(block.rows, () => ' ').join('\n')}</Text>
		</Transform>
	</Box>
));
