package io.broadsheet.ingest;

import org.springframework.kafka.test.context.EmbeddedKafka;

/**
 * The story on a broker inside this process.
 */
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class IngestIT extends IngestStory {

}
