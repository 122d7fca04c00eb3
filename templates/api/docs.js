// Lays out the OpenAPI document. The API is read only: no request needs a token, so none is made and no cookie is set.
const given = {{ settings|safe }};
SwaggerUIBundle({ ...given, url: "{{ schema_url|escapejs }}", dom_id: "#swagger-ui", presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout" });
