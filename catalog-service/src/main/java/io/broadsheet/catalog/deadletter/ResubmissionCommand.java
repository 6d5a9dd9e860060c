package io.broadsheet.catalog.deadletter;

import java.time.Clock;
import java.util.Map;

import com.mongodb.MongoException;
import io.broadsheet.catalog.CatalogConfiguration;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.projection.LateProjection;
import org.apache.kafka.common.KafkaException;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The command {@code --resubmit}, with the service's settings, but neither its web server
 * nor its projections: no {@code @Configuration}, so that the service does not find it.
 */
@ImportAutoConfiguration({ KafkaAutoConfiguration.class, MongoReactiveAutoConfiguration.class,
		DataMongoReactiveAutoConfiguration.class })
@ConfigurationPropertiesScan("io.broadsheet.catalog")
@ComponentScan("io.broadsheet.catalog.entry")
@Import(CatalogConfiguration.class)
public class ResubmissionCommand {

	/**
	 * Beside the service's own: little is logged, and brokers that are away are not
	 * waited for.
	 */
	private static final Map<String, Object> DEFAULTS = Map.of("spring.config.name", "catalog-service",
			"logging.level.root", "warn", "spring.kafka.consumer.properties.default.api.timeout.ms", "15000");

	private static final int FAILED = 1;

	private static final int WRONG_OPTIONS = 2;

	private static final String INSTANCE = "resubmission";

	/**
	 * Whether the command is meant, and not the service.
	 * @param args the command line
	 * @return true if so
	 */
	public static boolean isMeant(String... args) {
		return new DefaultApplicationArguments(args).containsOption(ResubmissionOptions.RESUBMIT);
	}

	/**
	 * Runs the command and prints what it did.
	 * @param args the command line
	 * @return the exit code
	 */
	public static int run(String... args) {
		ResubmissionOptions options;
		try {
			options = ResubmissionOptions.of(new DefaultApplicationArguments(args));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			return WRONG_OPTIONS;
		}
		SpringApplication application = new SpringApplication(ResubmissionCommand.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(DEFAULTS);
		try (ConfigurableApplicationContext context = application.run(args)) {
			context.getBean(Resubmission.class).run(options).print(System.out);
			return 0;
		}
		catch (KafkaException | DataAccessException | MongoException ex) {
			System.err.println("Brokers or database can't be asked now: " + ex.getMessage()
					+ ". The command can be run again; what it has applied stays.");
			return FAILED;
		}
	}

	@Bean
	LogStretches logStretches(ConsumerFactory<byte[], byte[]> consumers) {
		return new LogStretches(consumers);
	}

	@Bean
	Resubmission resubmission(LogStretches log, ReactiveMongoTemplate mongo, EntryDocuments documents,
			KafkaTemplate<byte[], byte[]> kafka, Clock clock) {
		return new Resubmission(log, new LateProjection(mongo, documents, kafka, INSTANCE, clock));
	}

}
