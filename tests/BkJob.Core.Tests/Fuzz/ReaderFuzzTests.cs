using CsCheck;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>
/// Any bytes give an object or a fault, over any API, in bounded memory, and the same one wherever the network cuts them. An exception
/// fails by itself.
/// </summary>
public sealed class ReaderFuzzTests
{
    /// <summary>What reading costs at all: the first buffer, which is pooled, and a parser's exception.</summary>
    private const long FixedCost = 512 * 1024;

    /// <summary>How much a byte may cost: the dearest are the three of an empty step in a list of v3's.</summary>
    private const long CostOfByte = 185;

    /// <summary>One for each shape of a body: ESB and gateway send the same v3.</summary>
    private static readonly BkJobApi[] Apis = [BkJobApi.EsbV2, BkJobApi.EsbV3, BkJobApi.GatewayV4];

    private static readonly Gen<int[]> Pieces = Gen.Frequency((3, Gen.Int[1, 9]), (1, Gen.Int[1, 2000])).Array[1, 5];

    [Fact]
    public Task Noise_is_read_or_rejected() => CheckAsync(BodyGen.Noise, usual: 80);

    [Fact]
    public Task Damaged_responses_are_read_or_rejected() => CheckAsync(BodyGen.Damaged, usual: 80);

    [Fact]
    public Task Json_with_random_fields_is_read_or_rejected() => CheckAsync(BodyGen.Wild, usual: 80);

    [Fact]
    public Task Nearly_valid_responses_are_read_or_rejected() => CheckAsync(BodyGen.Shaped, usual: 80);

    [Fact]
    public Task Nearly_valid_responses_of_v3_and_v4_are_read_or_rejected() => CheckAsync(BodyGen.ShapedLater, usual: 80);

    /// <summary>Beyond the size that is accepted, too, what is told does not depend on the pieces.</summary>
    [Fact]
    public Task Result_at_the_limit_does_not_depend_on_the_chunks() => FuzzRun.CheckAsync(
        Gen.Select(Gen.OneOf(BodyGen.Noise, BodyGen.Damaged, BodyGen.Wild, BodyGen.Shaped, BodyGen.ShapedLater), Pieces, Gen.Double.Unit),
        usual: 80,
        longFactor: 1,
        input => CheckAtLimit(input.Item1, input.Item2, input.Item3),
        input => $"{ByteText.Show(input.Item1)} in [{string.Join(',', input.Item2)}], cut at {input.Item3}");

    private static Task CheckAsync(Gen<byte[]> bodies, int usual) => FuzzRun.CheckAsync(
        Gen.Select(bodies, Pieces),
        usual,
        longFactor: 1,
        Check,
        input => $"{ByteText.Show(input.Item1)} in [{string.Join(',', input.Item2)}]");

    private static Task Check((byte[] Body, int[] Pieces) input)
    {
        foreach (BkJobApi api in Apis)
        {
            Reading atOnce = Reading.Of(api, long.MaxValue, input.Body, int.MaxValue);
            Reading inPieces = Reading.Of(api, long.MaxValue, input.Body, input.Pieces);

            Assert.Equal(atOnce.FaultClassification, inPieces.FaultClassification);
            Assert.InRange(atOnce.Allocated, 0, FixedCost + (CostOfByte * input.Body.Length));
            Assert.InRange(inPieces.Allocated, 0, FixedCost + (CostOfByte * input.Body.Length));
        }

        return Task.CompletedTask;
    }

    private static Task CheckAtLimit(byte[] body, int[] pieces, double part)
    {
        long[] limits = [(long)(body.Length * part), body.Length - 1, body.Length, body.Length + 1];
        Assert.All(limits, limit => Assert.Equal(
            Reading.Of(BkJobApi.GatewayV4, limit, body, int.MaxValue).FaultClassification,
            Reading.Of(BkJobApi.GatewayV4, limit, body, pieces).FaultClassification));
        return Task.CompletedTask;
    }
}
