/** Every numbered message of the system, of whichever part: what HELP explains and docs/messages.md lists. */
import {messageCatalogue} from '../base/message.js';
import {remoteMessages} from '../asmserv/messages.js';
import {messages as cmsMessages} from '../cms/messages/index.js';
import {messages as cpMessages} from '../cp/messages/index.js';
import {sbsMessages} from '../sbs/message.js';
import {serviceMessages} from '../service/messages.js';

export const systemMessages = messageCatalogue(cpMessages, cmsMessages, serviceMessages, remoteMessages, sbsMessages);
