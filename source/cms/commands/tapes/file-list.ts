/** The list of files that TAPE and VMFPLC2 dump, load, scan or skip: at the terminal, printed, or in a file. */
import {toEbcdic} from '../../../base/ebcdic.js';
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {mostRecords} from '../../file-system/files/records.js';
import {carriage} from '../../unit-record/carriage.js';
import {unit} from '../../unit-record/unit-records.js';
import {writableDisk, writeError} from '../files/file-operands.js';
import {checkUnit, sendFile} from '../unit-record/unit-commands.js';
import {messages} from '../../messages/index.js';
import type {ListDestination} from './tape-options.js';
import type {TapeProgram} from './tape-program.js';

const mapType = 'MAP';
const recordLength = 80;

export class FileList {
	readonly #cms: Cms;
	readonly #program: TapeProgram;
	readonly #destination: ListDestination;
	/** Those of a file or for the printer, one more than a file may have at most. */
	readonly #lines: string[] = [];

	constructor(cms: Cms, program: TapeProgram, destination: ListDestination) {
		this.#cms = cms;
		this.#program = program;
		this.#destination = destination;
	}

	/** Whether there is a place for it: 0, or the return code of the message that there is none. */
	* check(): Step<number> {
		const {module} = this.#program;
		switch (this.#destination) {
			case 'disk': {
				const disk = yield * writableDisk(this.#cms, module, 'A');
				return disk instanceof Failure ? disk.returnCode : 0;
			}

			case 'printer': {
				return yield * checkUnit(this.#cms, module, unit.printer, 'output');
			}

			case 'terminal':
			case 'nowhere': {
				return 0;
			}
		}
	}

	* add(line: string): Step {
		if (this.#destination === 'terminal') {
			yield * this.#cms.console.type(line);
		} else if (this.#destination !== 'nowhere' && this.#lines.length <= mostRecords) {
			this.#lines.push(line);
		}
	}

	/** Everything was listed; answers 0 or the return code of a message. */
	* end(): Step<number> {
		switch (this.#destination) {
			case 'disk': {
				return yield * this.#write();
			}

			case 'printer': {
				return yield * this.#print();
			}

			case 'terminal':
			case 'nowhere': {
				return 0;
			}
		}
	}

	* #write(): Step<number> {
		const {module, mapName} = this.#program;
		const disk = yield * writableDisk(this.#cms, module, 'A');
		if (disk instanceof Failure) {
			return disk.returnCode;
		}

		const code = yield * this.#cms.disks.write(disk, {
			name: mapName, type: mapType, modeNumber: '5', recordFormat: 'F', recordLength,
			records: this.#lines.map(line => toEbcdic(line)),
		});
		return code === fileCode.ok ? 0 : yield * writeError(this.#cms, module, `${mapName} ${mapType} A5`, code);
	}

	* #print(): Step<number> {
		const {module, mapName} = this.#program;
		const end = yield * sendFile(this.#cms, unit.printer, {name: mapName, type: mapType}, this.#lines, line =>
			this.#cms.unitRecords.print(toEbcdic(line), carriage.writeAndSpace));
		return end === 'ok'
			? 0
			: yield * this.#cms.message(messages[`${module}123S`], {file: `${mapName} ${mapType}`});
	}
}
