/** What printers can make on the host, as `config.json` names it. */
import {asText, type PrintFormat} from './output-folder.js';
import {asPdf} from './pdf.js';

export const printFormats = {text: asText, pdf: asPdf} as const satisfies Readonly<Record<string, PrintFormat>>;

export type PrinterFormat = keyof typeof printFormats;

export const printerFormats = Object.keys(printFormats) as readonly PrinterFormat[];
