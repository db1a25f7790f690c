using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Errors;

/// <summary>The server's words, in whatever way it sends them.</summary>
public sealed class MessageTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("\"gone\"", "gone")]
    [InlineData("{\"en\": \"gone\"}", "gone")]
    [InlineData("{\"en\": \"gone\", \"zh-cn\": \"不存在\"}", "不存在")]
    [InlineData("{\"fr\": \"parti\"}", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("17", null)]
    public async Task Message_is_read_in_each_format(string message, string? expected)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = $$"""{"result": false, "code": 1244006, "message": {{message}}, "request_id": "r1"}""" });

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect());

        Assert.Equal(BkJobErrorKind.InstanceNotFound, error.Kind);
        Assert.Equal(expected, error.ServerMessage);
        Assert.Equal("r1", error.RequestId);
    }

    /// <summary>Some adapters print the code as a text, or leave the result out.</summary>
    [Theory]
    [InlineData("""{"result": false, "code": "1244006"}""")]
    [InlineData("""{"code": 1244006, "data": null}""")]
    [InlineData("""{"code": "1244006"}""")]
    public async Task Error_is_recognized_by_its_code(string body)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = body });

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect());

        Assert.Equal(BkJobErrorKind.InstanceNotFound, error.Kind);
        Assert.Equal("1244006", error.Code);
    }
}
