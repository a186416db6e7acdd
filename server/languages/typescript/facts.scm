; What TypeScript's two grammars (typescript, tsx) add to or change of javascript/facts.scm.

; ---- types mean nothing to rules but for their text
(type_annotation) @skip
(type_arguments) @skip
(type_parameters) @skip
(type_predicate_annotation) @skip
(asserts_annotation) @skip
(interface_declaration) @skip
(type_alias_declaration) @skip
(implements_clause) @skip
(accessibility_modifier) @skip
(override_modifier) @skip
(property_signature) @skip
(method_signature) @skip
(abstract_method_signature) @skip
(index_signature) @skip

; ---- expressions
(as_expression (_) @inner) @transparent
(satisfies_expression (_) @inner) @transparent
(non_null_expression (_) @inner) @transparent
(instantiation_expression (_) @inner) @transparent

; ---- functions and classes
(required_parameter decorator: (_) @decorator) @parameter
(required_parameter (accessibility_modifier) @property pattern: (_) @target type: (_) @type value: (_) @value) @parameter
(required_parameter "readonly" @property) @parameter
(optional_parameter decorator: (_) @decorator) @parameter
(optional_parameter (accessibility_modifier) @property pattern: (_) @target type: (_) @type value: (_) @value) @parameter
(optional_parameter "readonly" @property) @parameter
(function_signature name: (_) @name) @declare.function
(abstract_class_declaration decorator: (_) @decorator "class" name: (_) @name (class_heritage) @heritage body: (_) @body) @class.declaration
(public_field_definition decorator: (_) @decorator) @field
(public_field_definition "static" @static) @field
(public_field_definition name: (_) @name type: (_) @type value: (_) @value) @field

; ---- statements
(variable_declarator name: (_) @target type: (_) @type value: (_) @value) @declarator
(catch_clause parameter: (_) @target type: (_) @type body: (_) @body) @handler
(enum_declaration name: (_) @name body: (_) @body) @declare.variable
(internal_module name: (_) @name body: (_) @body) @declare.variable
(module name: (_) @name body: (_) @body) @declare.variable
(import_require_clause (identifier) @name source: (_) @source) @import.require
(import_alias) @skip
(import_statement (import_require_clause) @require) @import
