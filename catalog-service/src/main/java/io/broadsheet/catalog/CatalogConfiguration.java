package io.broadsheet.catalog;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import com.mongodb.WriteConcern;
import com.mongodb.connection.TransportSettings;

import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What all features share: the clock and how MongoDB is talked to.
 */
@Configuration(proxyBeanMethods = false)
public class CatalogConfiguration {

	@Bean
	Clock clock(PublisherSettings publisher) {
		return Clock.system(publisher.zone());
	}

	/**
	 * The driver's own transport. Boot takes Netty's where it finds it, whose buffers the
	 * driver fills byte by byte: two thirds of the time that writing a document takes.
	 */
	@Bean
	MongoClientSettingsBuilderCustomizer driversTransport() {
		return (settings) -> settings.transportSettings(TransportSettings.asyncBuilder().build());
	}

	/**
	 * Stated here and not left to the address of the database: a write that is not on the
	 * majority may be rolled back, and the projection has gone on by then. The time-outs
	 * keep a reader from hanging while MongoDB is away.
	 */
	@Bean
	MongoClientSettingsBuilderCustomizer durableWritesAndShortWaits(DatabaseSettings database) {
		int connect = Math.toIntExact(database.connectTimeout().toMillis());
		int answer = Math.toIntExact(database.answerTimeout().toMillis());
		return (settings) -> settings.writeConcern(WriteConcern.MAJORITY)
			.retryWrites(true)
			.applyToClusterSettings((cluster) -> cluster.serverSelectionTimeout(connect, TimeUnit.MILLISECONDS))
			.applyToSocketSettings((socket) -> socket.connectTimeout(connect, TimeUnit.MILLISECONDS)
				.readTimeout(answer, TimeUnit.MILLISECONDS));
	}

}
