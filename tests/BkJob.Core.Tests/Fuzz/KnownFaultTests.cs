using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>What the fuzz has found, written by hand.</summary>
public sealed class KnownFaultTests
{
    [Theory]
    [InlineData("\\ud83dxxxx")]
    [InlineData("\\udc00")]
    [InlineData("\\ud83d\\ud83d")]
    public void A_field_whose_name_is_no_text_is_passed_over(string name)
    {
        string body = Bodies.EveryField.Replace("\"result\": true,", $"\"result\": true, \"{name}\": 1,", StringComparison.Ordinal);

        Assert.Equal(ReadingOf(Bodies.EveryField).FaultClassification, ReadingOf(body).FaultClassification);
    }

    [Fact]
    public void An_address_that_is_no_text_names_its_field()
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
    public void A_plain_value_in_a_list_of_objects_is_of_a_wrong_type(string body, string field) =>
        Assert.Contains($"contains a number of a wrong type or range in {field},", ReadingOf(body).FaultClassification, StringComparison.Ordinal);

    private static Reading ReadingOf(string body) => Reading.Of(ByteText.ToBytes(ByteText.Of(body)), int.MaxValue);
}
