/**
 * Block letters of separator pages: seven rows of five dots for each character, every dot two columns of that character
 * itself. The shapes are ours; GC20-1806 says that there are block letters, not how they look.
 */

/** Rows from the top, `#` a dot, five columns; characters in the order of `drawn`. */
const shapes: Readonly<Record<string, string>> = {
	A: ' ### #   ##   #######   ##   ##   #',
	B: '#### #   ##   ##### #   ##   ##### ',
	C: ' ### #   ##    #    #    #   # ### ',
	D: '#### #   ##   ##   ##   ##   ##### ',
	E: '######    #    #### #    #    #####',
	F: '######    #    #### #    #    #    ',
	G: ' ### #   ##    #  ###   ##   # ### ',
	H: '#   ##   ##   #######   ##   ##   #',
	I: ' ###   #    #    #    #    #   ### ',
	J: '  ###   #    #    #    # #  #  ##  ',
	K: '#   ##  # # #  ##   # #  #  # #   #',
	L: '#    #    #    #    #    #    #####',
	M: '#   ### ### # ##   ##   ##   ##   #',
	N: '#   ###  ## # ##  ###   ##   ##   #',
	O: ' ### #   ##   ##   ##   ##   # ### ',
	P: '#### #   ##   ##### #    #    #    ',
	Q: ' ### #   ##   ##   ## # ##  #  ## #',
	R: '#### #   ##   ##### # #  #  # #   #',
	S: ' #####    #     ###     #    ##### ',
	T: '#####  #    #    #    #    #    #  ',
	U: '#   ##   ##   ##   ##   ##   # ### ',
	V: '#   ##   ##   ##   ##   # # #   #  ',
	W: '#   ##   ##   ##   ## # ### ###   #',
	X: '#   ##   # # #   #   # # #   ##   #',
	Y: '#   ##   # # #   #    #    #    #  ',
	Z: '#####    #   #   #   #   #    #####',
	0: ' ### #   ##  ### # ###  ##   # ### ',
	1: '  #   ##    #    #    #    #   ### ',
	2: ' ### #   #    #   #   #   #   #####',
	3: ' ### #   #    #  ##     ##   # ### ',
	4: '   #   ##  # # #  # #####   #    # ',
	5: '######    ####     #    ##   # ### ',
	6: ' ### #    #    #### #   ##   # ### ',
	7: '#####    #   #   #   #    #    #   ',
	8: ' ### #   ##   # ### #   ##   # ### ',
	9: ' ### #   ##   # ####    #    # ### ',
	$: '  #   ##### #   ###   # #####   #  ',
	'#': ' # #  # # ##### # # ##### # #  # # ',
	'@': ' ### #   ## ##### # ## ###     ### ',
	'-': '               #####               ',
	'.': '                           ##   ## ',
	'/': '    #    #   #   #   #   #    #    ',
	'*': '     # # # ### ##### ### # # #     ',
};

const columns = 5;
const rows = 7;
const width = 2;

/** The lines of a text in block letters; a character without a shape is blank. */
export function blockLetters(text: string): string[] {
	return Array.from({length: rows}, (_, row) => [...text]
		.map(letter => {
			const shape = shapes[letter] ?? '';
			const dots = shape.slice(row * columns, (row + 1) * columns).padEnd(columns);
			return [...dots].map(dot => (dot === ' ' ? ' ' : letter).repeat(width)).join('');
		})
		.join('  ')
		.trimEnd());
}
