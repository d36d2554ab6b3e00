package org.prosodia.pipeline.study.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.augment.Chance;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.WindowCurve;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.OptimizerOptions.Decay;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.wav2vec2.ModelException;

class RecipeFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"small", "base", "large"})
    void theRecipesThatComeWithProsodiaAreWhole(String name) throws IOException {
        CorpusRecipe recipe = RecipeFile.read(name).recipe();
        assertEquals(name.equals("small"), recipe.encoder().isPresent(), "only the small one begins with random weights");
        assertEquals(name.equals("small"), recipe.sideBySide());
        assertTrue(recipe.stages().feedback().sequences() <= recipe.sequences().train());
        assertEquals(name.equals("small") ? WindowCurve.SUREST : WindowCurve.INTERPOLATED, recipe.stages().labels().curve());
    }

    @Test
    void pretrainedRecipesHaveThePapersSettings() throws IOException {
        CorpusRecipe base = RecipeFile.read("base").recipe();
        assertEquals(100, base.stages().stage1().epochs());
        assertEquals(16, base.stages().stage1().batch());
        assertEquals(Decay.LINEAR, base.stages().stage1().optimizer().decay());
        assertEquals(676, base.sequences().train());
    }

    @Test
    void whatIsNotSaidIsUsual() throws IOException {
        String stage = "{\"epochs\": 2, \"batch\": 4, \"lr\": 0.01}";
        CorpusRecipe recipe = RecipeFile.parse(Path.of("mine.json"), "{\"stage1\": {\"epochs\": 2, \"batch\": 4, \"lr\": 0.01,"
                + " \"augmentation\": {\"gain\": [0.5, -3, 3]}}, \"stage2\": " + stage + ", \"stage3\": " + stage + "}").recipe();
        assertEquals("mine.json", recipe.name());
        assertEquals(0.01, recipe.stages().stage1().optimizer().headLr());
        assertEquals(new Chance(0.5, -3, 3), recipe.stages().stage1().augmentation().gain());
        assertEquals(Chance.NEVER, recipe.stages().stage1().augmentation().crop());
        assertEquals(Double.POSITIVE_INFINITY, recipe.cap().limit());
        assertEquals(ClipTask.SMOOTHING, recipe.stages().stage1().smoothing());
        assertEquals(SequenceTask.SMOOTHING, recipe.stages().stage2().smoothing());
        assertEquals(RecognitionOptions.DEFAULT, recipe.stages().labels());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{\"stage4\": {}}; stage4: expected one of the fields cap",
        "{\"stage1\": {\"epochs\": 2, \"batch\": 4}}; stage1.lr: expected a number",
        "{\"stage1\": {\"epochs\": 0, \"batch\": 4, \"lr\": 1}}; stage1.epochs",
        "{\"stage1\": {\"epochs\": 1, \"batch\": 4, \"lr\": 1, \"decay\": \"steps\"}}; stage1.decay: expected one of [constant",
        "{\"stage1\": {\"epochs\": 1, \"batch\": 4, \"lr\": 1, \"momentum\": 1}}; stage1.momentum: expected one of the fields",
        "{\"stage1\": {\"epochs\": 1, \"batch\": 4, \"lr\": 1, \"smoothing\": 2}}; stage1.smoothing: expected a number",
        "{\"encoder\": {\"hidden_size\": -3}}; hidden_size",
        "{\"link\": \"softmax\"}; link: expected one of exp, unclamped-exp",
        "[1]; expected a JSON object",
    })
    void whatIsWrongIsNamed(String json, String message) {
        ModelException error = assertThrows(ModelException.class, () -> RecipeFile.parse(Path.of("mine.json"), json));
        assertTrue(error.getMessage().contains(message) && error.getMessage().contains("mine.json"), error.getMessage());
    }

    @Test
    void amountsAreAProbabilityAndARange() {
        String stage = "{\"epochs\": 2, \"batch\": 4, \"lr\": 0.01, \"augmentation\": {\"crop\": [1, 2]}}";
        ModelException error = assertThrows(ModelException.class, () -> RecipeFile.parse(Path.of("mine.json"), "{\"stage1\": " + stage + "}"));
        assertTrue(error.getMessage().contains("stage1.augmentation.crop: expected a list of a probability"), error.getMessage());
    }

    @Test
    void aNameThatIsNoFileIsAnswered() {
        ModelException error = assertThrows(ModelException.class, () -> RecipeFile.read("huge"));
        assertTrue(error.getMessage().contains("small, base, large"), error.getMessage());
    }
}
