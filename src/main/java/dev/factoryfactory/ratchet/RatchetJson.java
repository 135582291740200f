package dev.factoryfactory.ratchet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values in the ratchet's tables that no query looks into. */
@Component
class RatchetJson {

  private final JsonMapper mapper;

  RatchetJson(JsonMapper mapper) {
    this.mapper = mapper;
  }

  String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  List<String> texts(@Nullable String json) {
    return json == null ? List.of() : mapper.readValue(json, new TypeReference<>() {});
  }

  Map<String, String> words(String json) {
    return mapper.readValue(json, new TypeReference<>() {});
  }

  <T> T read(String json, Class<T> type) {
    return mapper.readValue(json, type);
  }
}
