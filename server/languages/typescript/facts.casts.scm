; `<T>x`, which only the grammar without JSX has.

(type_assertion (type_arguments) (_) @inner) @transparent
