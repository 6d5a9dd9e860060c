package io.broadsheet.events;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How events look as JSON: times are ISO 8601 with the offset that they were written
 * with, what is absent is left out, unknown fields are ignored, and a missing required
 * field is an error, as is a number where a name is expected.
 */
public final class EventJson {

	private EventJson() {
	}

	/**
	 * Creates a mapper for the values of records. Its buffers belong to threads: the pool
	 * that is Jackson's default is fought for by all of them at each record.
	 * @return the mapper
	 */
	public static JsonMapper mapper() {
		JsonFactory factory = JsonFactory.builder().recyclerPool(JsonRecyclerPools.threadLocalPool()).build();
		SimpleModule times = new SimpleModule().addDeserializer(OffsetDateTime.class, new Timestamp.Deserializer());
		return JsonMapper.builder(factory)
			.addModule(times)
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.build();
	}

}
