// Holds PDFs against standards with the veraPDF engine, and prints one line for each: PASS or FAIL, standard, file.
// Arguments come in pairs: a standard (ua1, 3a) and a file. Rules that do not hold follow, indented.

import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Check {
    private static final int MOST_RULES = 8;

    public static void main(String[] given) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 0; at + 1 < given.length; at += 2) {
            check(given[at], given[at + 1]);
        }
    }

    private static void check(String standard, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(standard);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            boolean looked = result.getTotalAssertions() > 0;
            System.out.println((looked && result.isCompliant() ? "PASS " : "FAIL ") + standard + " " + file);
            tellRules(result);
        } catch (Exception reason) {
            System.out.println("FAIL " + standard + " " + file);
            System.out.println("    " + reason);
        }
    }

    private static void tellRules(ValidationResult result) {
        Map<String, Integer> broken = new TreeMap<>();
        for (TestAssertion one : result.getTestAssertions()) {
            if (one.getStatus() == TestAssertion.Status.FAILED) {
                String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                broken.merge(rule + " " + one.getMessage(), 1, Integer::sum);
            }
        }
        broken.entrySet().stream().limit(MOST_RULES)
                .forEach(one -> System.out.println("    " + one.getValue() + "x " + one.getKey()));
    }
}
