package org.prosodia.studio.browser;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A page of the studio in a browser that nobody sees, 1280 × 720. */
final class Page implements AutoCloseable {
    private static final List<Path> FOLDERS = Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .filter(folder -> !folder.isBlank()).map(Path::of).toList();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final ChromeDriver driver;

    private Page(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test where there is no browser or nothing to drive it with. */
    static Page open(URI address) {
        Optional<Path> browser = program("chromium", "google-chrome", "chrome");
        Optional<Path> chromedriver = program("chromedriver");
        Assumptions.assumeTrue(browser.isPresent() && chromedriver.isPresent(),
                "no chromium and chromedriver on the PATH (Debian: apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get().toString());
        // No sandbox, which root does not get in a container; no graphics card.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader", "--mute-audio");
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.get().toFile()).build();
        Page page = new Page(new ChromeDriver(service, options));
        page.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        page.driver.get(address.toString());
        return page;
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names).flatMap(name -> FOLDERS.stream().map(folder -> folder.resolve(name))).filter(Files::isExecutable)
                .findFirst();
    }

    /** Says who judges, and waits for the first pair. */
    void begin(String annotator) {
        until("the question", () -> (Boolean) script("return document.getElementById('who').open"));
        driver.switchTo().activeElement().sendKeys(annotator, Keys.ENTER);
        untilShown();
    }

    /** The id of what is shown; empty when all is judged. */
    String shown() {
        return (String) script("return document.body.dataset.id ?? ''");
    }

    void untilShown() {
        until("a pair", () -> (Boolean) script("return document.body.dataset.id !== undefined && !document.body.dataset.busy"
                + " && document.body.dataset.shown === document.body.dataset.id"));
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key that answers, and waits for the next pair. */
    void answer(CharSequence key) {
        String before = shown();
        press(key);
        until("another pair than " + before, () -> !shown().equals(before));
        untilShown();
    }

    void reload() {
        driver.navigate().refresh();
        untilShown();
    }

    void go(URI address) {
        driver.get(address.toString());
    }

    String text(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    Object script(String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    void until(String what, Supplier<Boolean> there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isThere(there)) {
            if (System.nanoTime() > end) {
                String found = String.valueOf(script("return document.body.innerText"));
                close(); // who waits for a page that is just opened has no other way to
                throw new AssertionError("waited for " + what + ", found " + found);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** While one page makes way for another there is nothing to ask. */
    private static boolean isThere(Supplier<Boolean> there) {
        try {
            return there.get();
        } catch (WebDriverException e) {
            return false;
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
