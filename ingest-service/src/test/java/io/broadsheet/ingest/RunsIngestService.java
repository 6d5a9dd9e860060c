package io.broadsheet.ingest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.broadsheet.ingest.caller.TokenIssuer;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service runs for the test class, on free ports and with a state of its own.
 * It ends with the class, because a ledger that was stopped can't go on. Tokens come from
 * the tests' own issuer.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DirtiesContext
@ContextConfiguration(initializers = TokenIssuer.Believed.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		properties = { "management.server.port=0", "broadsheet.ledger.replicas=1",
				"broadsheet.ledger.state-dir=target/ingest-it/${random.uuid}",
				"broadsheet.publisher.zone=Asia/Ho_Chi_Minh", "broadsheet.feeds.trusted-hosts=localhost" })
@interface RunsIngestService {

}
