package peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A bare Spring Boot with Camunda, its REST interface and its three webapps, and nothing else. StartBenchmark starts it. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class SpringPeer {

    /**
     * @param args Spring Boot's command line arguments
     */
    public static void main(String[] args) {
        SpringApplication.run(SpringPeer.class, args);
    }
}
