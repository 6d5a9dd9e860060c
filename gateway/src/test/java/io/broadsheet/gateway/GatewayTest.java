package io.broadsheet.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of the whole gateway over real HTTP, on free ports, without any broker, that
 * leaves no buffers behind. Each class has settings of its own, so its gateway ends with
 * it: all of them at the end would take longer than Surefire waits.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS)
@TestPropertySource(properties = { "management.server.port=0", "spring.kafka.bootstrap-servers=127.0.0.1:1",
		"spring.netty.leak-detection=paranoid" })
@ExtendWith(NoLeaks.class)
@DirtiesContext
@interface GatewayTest {

}
