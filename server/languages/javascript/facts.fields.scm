; Class members, which the JavaScript grammar shapes differently from the TypeScript ones.

(field_definition decorator: (_) @decorator) @field
(field_definition "static" @static) @field
(field_definition property: (_) @name value: (_) @value) @field
(method_definition decorator: (_) @decorator) @method
