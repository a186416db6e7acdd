; Which node types of the ECMAScript grammars mean which facts. Valid for all four of them (javascript, typescript, tsx).
;
; The last capture of a pattern names the fact, the inner captures name the parts; patterns of one node type add up. The
; tree is not searched with them (a query costs as much as copying the tree, and yields no nesting): they are compiled
; when the grammar is loaded, so that a grammar which has renamed something is found out, and then read as a table.

; ---- expressions
(identifier) @name
(undefined) @name
(this) @this
(number) @number
(true) @true
(false) @false
(null) @null
(string (string_fragment) @fragment (escape_sequence) @fragment) @string
(template_string (string_fragment) @fragment (escape_sequence) @fragment (template_substitution) @hole) @string
(template_substitution (_) @inner) @transparent
(parenthesized_expression (_) @inner) @transparent
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(new_expression constructor: (_) @callee arguments: (_) @arguments) @construct
(arguments) @arguments
(spread_element (_) @inner) @spread
(member_expression object: (_) @object property: (_) @property) @member
(subscript_expression object: (_) @object index: (_) @index) @index
(object) @object
(pair key: (_) @key value: (_) @value) @pair
(shorthand_property_identifier) @shorthand
(array) @list
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @binary
(unary_expression operator: _ @operator argument: (_) @operand) @unary
(update_expression argument: (_) @target operator: _ @operator) @update
(assignment_expression left: (_) @target right: (_) @value) @assign
(augmented_assignment_expression left: (_) @target operator: _ @operator right: (_) @value) @augment
(await_expression (_) @operand) @await

; ---- functions and classes
(arrow_function "async" @async parameter: (_) @parameter body: (_) @body) @function.arrow
(arrow_function "async" @async parameters: (_) @parameters body: (_) @body) @function.arrow
(function_expression "async" @async name: (_) @name parameters: (_) @parameters body: (_) @body) @function.expression
(generator_function "async" @async name: (_) @name parameters: (_) @parameters body: (_) @body) @function.expression
(function_declaration "async" @async name: (_) @name parameters: (_) @parameters body: (_) @body) @function.declaration
(generator_function_declaration "async" @async name: (_) @name parameters: (_) @parameters body: (_) @body) @function.declaration
(method_definition "static" @static "async" @async name: (_) @name parameters: (_) @parameters body: (_) @body) @method
(formal_parameters) @parameters
(class_declaration decorator: (_) @decorator "class" name: (_) @name (class_heritage) @heritage body: (_) @body) @class.declaration
(class decorator: (_) @decorator "class" name: (_) @name (class_heritage) @heritage body: (_) @body) @class.expression
(class_body) @class.body
(class_static_block body: (_) @body) @block
(decorator (_) @inner) @decorator
(computed_property_name (_) @inner) @computed

; ---- statements
(expression_statement (_) @inner) @transparent
(lexical_declaration kind: _ @keyword (variable_declarator) @declarator) @declaration
(variable_declaration (variable_declarator) @declarator) @declaration.hoisted
(variable_declarator name: (_) @target value: (_) @value) @declarator
(statement_block) @block
(switch_body) @block
(for_in_statement "await" @await kind: _ @keyword left: (_) @target right: (_) @iterable body: (_) @body) @loop.each
(for_statement initializer: (_) @before condition: (_) @condition increment: (_) @update body: (_) @body) @loop.count
(while_statement condition: (_) @condition body: (_) @body) @loop.while
(do_statement body: (_) @body condition: (_) @condition) @loop.while
(try_statement body: (_) @body handler: (_) @handler finalizer: (_) @rest) @try
(catch_clause parameter: (_) @target body: (_) @body) @handler
(return_statement (_) @value) @return
(throw_statement (_) @value) @throw
(break_statement) @break
(continue_statement) @continue
(empty_statement) @empty

; ---- patterns
(object_pattern) @pattern.object
(array_pattern) @pattern.list
(pair_pattern key: (_) @key value: (_) @value) @pattern.pair
(shorthand_property_identifier_pattern) @pattern.shorthand
(assignment_pattern left: (_) @target right: (_) @value) @pattern.default
(object_assignment_pattern left: (_) @target right: (_) @value) @pattern.default
(rest_pattern (_) @target) @pattern.rest

; ---- modules
(import_statement (import_clause) @clause source: (_) @source) @import
(import_clause) @import.clause
(namespace_import (_) @target) @import.namespace
(named_imports) @import.named
(import_specifier name: (_) @name alias: (_) @alias) @import.specifier
(export_statement decorator: (_) @decorator "default" @default declaration: (_) @declaration) @export
(export_statement "default" @default value: (_) @value) @export
(export_statement (export_clause) @clause source: (_) @source) @export
(export_clause) @export.clause
(export_specifier name: (_) @name alias: (_) @alias) @export.specifier

(comment) @comment
(hash_bang_line) @skip
