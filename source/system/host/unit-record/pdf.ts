/**
 * What a printer printed as a PDF file: fanfold paper 14 7/8 by 11 inches with green bars, ten characters and six lines
 * to the inch. The library is loaded with the first file.
 */
import {printedPages, type PrintedPage} from '../../../cp/spool/real/pages.js';
import type {PrintFormat} from './output-folder.js';

/** Points an inch. */
const inch = 72;
const width = 14.875 * inch;
const characterWidth = inch / 10;
const lineHeight = inch / 6;
/** 132 columns stand in the middle, between the strips with the holes. */
const left = (width - (132 * characterWidth)) / 2;
/** A bar is half an inch. */
const barLines = 3;
const barColour = '#e4f3e4';
const ink = '#202020';

function drawPage(document: PDFKit.PDFDocument, page: PrintedPage, lines: number): void {
	document.addPage({size: [width, lines * lineHeight], margin: 0});
	for (let row = barLines; row < lines; row += 2 * barLines) {
		document.rect(left / 2, row * lineHeight, width - left, Math.min(barLines, lines - row) * lineHeight)
			.fill(barColour);
	}

	document.fillColor(ink);
	for (const {row, text} of page) {
		document.text(text, left, ((row - 1) * lineHeight) + 2, {lineBreak: false});
	}
}

/** One page of paper for each page printed; nothing printed leaves an empty sheet. */
export const asPdf: PrintFormat = async output => {
	const {default: Pdf} = await import('pdfkit');
	const {file, forms} = output;
	const document = new Pdf({
		autoFirstPage: false,
		margin: 0,
		info: {
			Title: `${file.name} ${file.type}`.trim(), Author: file.owner, CreationDate: new Date(file.created / 1000),
		},
	});
	const parts: Uint8Array[] = [];
	document.on('data', (part: Uint8Array) => {
		parts.push(part);
	});
	const done = new Promise<void>((resolve, reject) => {
		document.on('end', resolve);
		document.on('error', reject);
	});
	document.font('Courier').fontSize(characterWidth / 0.6);
	const pages = printedPages(output);
	for (const page of pages.length === 0 ? [[]] : pages) {
		drawPage(document, page, forms.length);
	}

	document.end();
	await done;
	return {extension: 'pdf', content: Buffer.concat(parts)};
};
