; Which node types of the Python grammar mean which facts. How it is read: see javascript/facts.scm.

; ---- expressions
(identifier) @name
(integer) @number
(float) @number
(true) @true
(false) @false
(none) @null
(string (string_content) @fragment (interpolation) @hole) @string
(interpolation expression: (_) @inner) @transparent
(concatenated_string) @string.adjacent
(parenthesized_expression (_) @inner) @transparent
(call function: (_) @callee arguments: (_) @arguments) @call
(argument_list) @arguments
(keyword_argument name: (_) @name value: (_) @value) @argument.named
(list_splat (_) @inner) @spread
(dictionary_splat (_) @inner) @spread
(attribute object: (_) @object attribute: (_) @property) @member
(subscript value: (_) @object subscript: (_) @index) @index
(dictionary) @object
(pair key: (_) @key value: (_) @value) @pair
(list) @list
(tuple) @list
(set) @list
(expression_list) @list
(binary_operator left: (_) @left operator: _ @operator right: (_) @right) @binary
(boolean_operator left: (_) @left operator: _ @operator right: (_) @right) @binary
(comparison_operator (_) @operand operators: _ @operator) @comparison
(unary_operator operator: _ @operator argument: (_) @operand) @unary
(await (_) @operand) @await
(assignment left: (_) @target type: (_) @type right: (_) @value) @assign
(augmented_assignment left: (_) @target operator: _ @operator right: (_) @value) @augment
(named_expression name: (_) @target value: (_) @value) @walrus
(list_comprehension body: (_) @body (for_in_clause) @clause (if_clause) @condition) @comprehension
(set_comprehension body: (_) @body (for_in_clause) @clause (if_clause) @condition) @comprehension
(dictionary_comprehension body: (_) @body (for_in_clause) @clause (if_clause) @condition) @comprehension
(generator_expression body: (_) @body (for_in_clause) @clause (if_clause) @condition) @comprehension
(for_in_clause "async" @await left: (_) @target right: (_) @iterable) @clause
(if_clause (_) @inner) @transparent
(type) @skip
(type_parameter) @skip
(type_alias_statement) @skip

; ---- functions and classes
(lambda parameters: (_) @parameters body: (_) @body) @function.arrow
(function_definition "async" @async name: (_) @name parameters: (_) @parameters body: (_) @body) @function.declaration
(decorated_definition (decorator) @decorator definition: (_) @definition) @decorated
(decorator (_) @inner) @decorator
(parameters) @parameters
(lambda_parameters) @parameters
(typed_parameter (_) @target type: (_) @type) @parameter
(default_parameter name: (_) @target value: (_) @value) @parameter
(typed_default_parameter name: (_) @target type: (_) @type value: (_) @value) @parameter
(class_definition name: (_) @name superclasses: (_) @heritage body: (_) @body) @class.declaration

; ---- statements
(expression_statement (_) @inner) @transparent
(with_statement "async" @async (with_clause) @clause body: (_) @body) @with
(with_clause) @with.clause
(with_item value: (_) @value) @with.item
(as_pattern (_) @value alias: (_) @alias) @as
(as_pattern_target (_) @target) @transparent
(for_statement "async" @await left: (_) @target right: (_) @iterable body: (_) @body alternative: (_) @after) @loop.each
(while_statement condition: (_) @condition body: (_) @body alternative: (_) @after) @loop.while
(try_statement body: (_) @body (except_clause) @handler (else_clause) @rest) @try
(try_statement (finally_clause) @rest) @try
(except_clause value: (_) @type (block) @body) @handler
(return_statement (_) @value) @return
(raise_statement (_) @value) @throw
(break_statement) @break
(continue_statement) @continue
(delete_statement (_) @target) @delete
(global_statement (identifier) @name) @global
(nonlocal_statement (identifier) @name) @nonlocal
(case_clause (case_pattern) @case guard: (_) @guard consequence: (_) @body) @case

; ---- patterns
(pattern_list) @pattern.list
(tuple_pattern) @pattern.list
(list_pattern) @pattern.list
(list_splat_pattern (_) @target) @pattern.rest
(dictionary_splat_pattern (_) @target) @pattern.rest

; ---- modules
(import_statement name: (_) @name) @import
(import_from_statement module_name: (_) @module name: (_) @name) @import.from
(future_import_statement) @skip
(aliased_import name: (_) @name alias: (_) @alias) @import.alias

(comment) @comment
