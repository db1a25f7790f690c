using System.Globalization;
using CsCheck;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>
/// Runs a property over made-up inputs: the same few of them in every test run, or as many new ones as BKJOB_FUZZ_ITERATIONS says.
/// </summary>
internal static class FuzzRun
{
    private const string Switch = "BKJOB_FUZZ_ITERATIONS";
    private const uint DiceStream = 4;
    private const ulong DiceSeed = 20260720;

    /// <summary>How many tries go into making a failing input smaller.</summary>
    private const int ShrinkingTries = 20_000;

    /// <summary>Checks a property.</summary>
    /// <param name="inputs">What it must hold for.</param>
    /// <param name="usual">How many inputs a usual test run tries.</param>
    /// <param name="longFactor">Which part of the long run's number falls to this property: slow ones take less.</param>
    /// <param name="check">Throws when the property does not hold.</param>
    /// <param name="print">Shows an input.</param>
    public static async Task CheckAsync<T>(
        Gen<T> inputs, int usual, double longFactor, Func<T, Task> check, Func<T, string> print)
    {
        if (long.TryParse(Environment.GetEnvironmentVariable(Switch), CultureInfo.InvariantCulture, out long many))
        {
            await inputs.SampleAsync(check, iter: Math.Max(1, (long)(many * longFactor)), print: print);
            return;
        }

        // CsCheck's own seed is that of the first input alone; the others would be new ones on every run.
        var dice = new PCG(DiceStream, DiceSeed);
        for (int i = 0; i < usual; i++)
        {
            string seed = dice.ToString();
            T input = inputs.Generate(dice, null, out _);
            try
            {
                await check(input);
            }
            catch
            {
                await inputs.SampleAsync(check, seed: seed, iter: ShrinkingTries, threads: 1, print: print);
                throw;
            }
        }
    }
}
