/**
 * A lint rule: no array of unknown length is spread into arguments. Arguments lie on the stack, so
 * `list.push(...lines)` with some hundred thousand lines ends the process ("Maximum call stack size exceeded"), and how
 * many lines there are is for users and guests to say. Allowed: what is written out (`...[a, b]`), a choice of such,
 * and the function's own rest parameter, which came as arguments.
 */
const isWrittenOut = node => node.type === 'ArrayExpression'
	? node.elements.every(element => element?.type !== 'SpreadElement' || isWrittenOut(element.argument))
	: node.type === 'ConditionalExpression' && isWrittenOut(node.consequent) && isWrittenOut(node.alternate);

function isRestParameter(node, scope) {
	for (let each = scope; node.type === 'Identifier' && each; each = each.upper) {
		const variable = each.set.get(node.name);
		if (variable) {
			return variable.defs.some(({type, name}) => type === 'Parameter' && name.parent.type === 'RestElement'
				&& name.parent.parent.type !== 'ArrayPattern' && name.parent.parent.type !== 'ObjectPattern');
		}
	}

	return false;
}

const rule = {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			spread: 'An array of unknown length is spread into arguments: use a loop, concat, or base/sequences.',
		},
	},
	create(context) {
		const check = ({arguments: list}) => {
			for (const each of list) {
				if (
					each.type === 'SpreadElement'
					&& !isWrittenOut(each.argument)
					&& !isRestParameter(each.argument, context.sourceCode.getScope(each))
				) {
					context.report({node: each, messageId: 'spread'});
				}
			}
		};

		return {CallExpression: check, NewExpression: check};
	},
};

export default rule;
