/** The report as one HTML file that needs no other: what was varied, what came out, each figure with what it means. */
import {findings} from '../findings.js';
import type {StudyResult} from '../study.js';
import {counted, tables, variationTables} from '../table.js';
import {shownStorage, sizeText, variations} from '../options.js';
import {figuresOf, type Figure} from './figures.js';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const style = `body{font:16px/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}
h1,h2{font-family:sans-serif;line-height:1.2}figure{margin:2rem 0}figcaption{font-size:.95rem}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid #bbb;color:#555}
pre{overflow-x:auto;font-size:.75rem;line-height:1.3}svg{max-width:100%;height:auto}
dt{font-weight:bold}
@media (prefers-color-scheme:dark){body{background:#181818;color:#ddd}blockquote{color:#aaa;border-color:#666}}`;

const figureHtml = ({title, shows, paper, svg}: Figure): string => `<figure>
<h2>${escaped(title)}</h2>
${svg}
<figcaption>${escaped(shows)}
<blockquote>${escaped(paper)}</blockquote></figcaption>
</figure>`;

const list = (items: readonly string[]): string =>
	`<ul>${items.map(item => `<li>${escaped(item)}</li>`).join('\n')}</ul>`;

const minutes = (microseconds: number): string => counted(Number((microseconds / 60_000_000).toFixed(2)), 'minute');

const measuredText = ({measured, most}: StudyResult['options']): string =>
	measured === most ? minutes(measured) : `${Number((measured / 60_000_000).toFixed(2))} to ${minutes(most)}`;

export function htmlReport(result: StudyResult): string {
	const {options} = result;
	const kibibytes = options.storages.map(storage => sizeText(storage)).join(', ');
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sharing a program library: A, B and C</title>
<meta name="viewport" content="width=device-width"><style>${style}</style></head><body>
<h1>Sharing a program library: A, B and C</h1>
<p>Bagley, Floto, Hsieh and Watson (<i>Sharing Data and Services in a Virtual Machine System</i>, SOSP 1975) propose
that users of a program library share slave machines that have one copy of its modules and directories, and expect it
to be much faster. They print no figure. This is the figure: the same library, the same functions, shared in three ways
on a simulated System/370 of the time, with simulated users at its terminals. No part of it is a formula: CP, CMS and
SBS executed every command below.</p>
<dl><dt>A, LINK</dt><dd>figure 4: each command loads the program into the user's machine, links the library's disk,
waits while anybody else has it, reads its directory, works, gives it back. Nothing protects the disk from its
users.</dd>
<dt>B, SERVER</dt><dd>figure 5: one machine has disk, directory and program, and works for one user at a time.</dd>
<dt>C, SLAVES</dt><dd>figure 6: a master assigns a slave to each command; slaves share one copy of program and
directory and do their own I/O.</dd></dl>
<h2>What was varied</h2>
${list([
	`users at terminals: ${options.users.join(', ')}; compute-bound users beside them: ${options.others}`,
	`real storage: ${kibibytes}${options.storages.length > 1
		? ` (the curves without a size are of ${sizeText(shownStorage(options))})`
		: ''}; members in the library: ${options.members}`,
	`pause for thought: ${options.mix.think} seconds, exponential; each point under `
	+ `${counted(options.seeds, 'seed')} from ${options.seed}, ${measuredText(options)} measured behind `
	+ `${minutes(options.warmUp)} that are not`,
])}
<p>The mix of what users do:</p><pre>${escaped(options.mixText)}</pre>
<h2>What came out</h2>
${list(findings(result))}
${figuresOf(result).map(figure => figureHtml(figure)).join('\n')}
<h2>What it rests on</h2>
<p>One microsecond an instruction, as on a 370/158. What CMS and SBS execute, and what CP does, is charged by published
tables of estimated path lengths (<code>guest/charges.ts</code>, <code>cp/machine/accounting.ts</code>); the times of
arms, rotation, transfers and channels are those of the 3350 and 3330. ${options.sensitivity
	? 'The last figure shows the result with each of these halved and doubled.'
	: `With <code>--sensitivity</code> the study also shows the result under each of these: ${
		escaped(variations.slice(1).map(({name}) => name).join('; '))}.`}</p>
<h2>Every figure</h2>
<p>Means over the seeds; ± is half the 95 % confidence interval by Student's distribution.</p>
<pre>${escaped([...tables(result), ...variationTables(result)].join('\n'))}</pre>
</body></html>
`;
}
