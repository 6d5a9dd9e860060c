package io.broadsheet.ingest.imports;

import java.time.Clock;

import io.broadsheet.ingest.article.Tickets;
import io.broadsheet.ingest.imports.feed.FeedReader;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.ndjson.DraftLines;
import io.broadsheet.ingest.imports.ninjs.NinjsReader;
import io.broadsheet.ingest.ledger.answer.Commands;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Validator;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Imports: what reads each format, what checks the items, what hands them to the ledger.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

	@Bean
	Intake intake(Validator validator, Clock clock) {
		return new Intake(validator, clock);
	}

	@Bean
	DraftLines draftLines(JsonMapper json, Intake intake, ImportSettings settings) {
		return new DraftLines(json, intake, Schedulers.parallel(), (int) settings.maxLine().toBytes());
	}

	@Bean
	FeedReader feedReader(Intake intake) {
		return new FeedReader(intake);
	}

	@Bean
	NinjsReader ninjsReader(JsonMapper json, Intake intake) {
		return new NinjsReader(json, intake);
	}

	@Bean
	Imports imports(Commands commands, Tickets tickets, MeterRegistry meters, ImportSettings settings) {
		return new Imports(commands::submit, tickets, meters, settings);
	}

}
