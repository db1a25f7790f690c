using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>What the fuzz has found, written by hand.</summary>
public sealed class KnownFaultTests
{
    [Theory]
    [InlineData("\\ud83dxxxx")]
    [InlineData("\\udc00")]
    [InlineData("\\ud83d\\ud83d")]
    public void Field_with_an_invalid_name_is_skipped(string name)
    {
        string body = Bodies.EveryField.Replace("\"result\": true,", $"\"result\": true, \"{name}\": 1,", StringComparison.Ordinal);

        Assert.Equal(ReadingOf(Bodies.EveryField).FaultClassification, ReadingOf(body).FaultClassification);
    }

    [Fact]
    public void Invalid_text_of_an_address_names_its_field()
    {
        string body = Bodies.EveryField.Replace("\"198.51.100.11\"", "\"\\ud83d\"", StringComparison.Ordinal);

        Assert.Contains("step_ip_status[0].ip", ReadingOf(body).FaultClassification, StringComparison.Ordinal);
    }

    /// <summary>
    /// The field read last must not take it: that one belongs to an object which has ended, and whose place may be empty by now.
    /// </summary>
    [Theory]
    [InlineData("""{"data":{"blocks":[{"step_instances":[{"status":3}]},{},1]}}""", "data.blocks[2]")]
    [InlineData(
        """{"data":{"blocks":[{"step_instances":[{"step_ip_status":[{"status":9},11]}]}]}}""",
        "data.blocks[0].step_instances[0].step_ip_status[1]")]
    public void Scalar_in_a_list_of_objects_has_a_wrong_type(string body, string field) =>
        Assert.Contains($"contains a number of a wrong type or range in {field},", ReadingOf(body).FaultClassification, StringComparison.Ordinal);

    private static Reading ReadingOf(string body) => Reading.Of(ByteText.ToBytes(ByteText.Of(body)), int.MaxValue);
}
