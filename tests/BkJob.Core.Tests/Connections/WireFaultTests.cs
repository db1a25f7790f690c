using BkJob.Core.Tests.Support;
using BkJob.Simulator;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Connections;

/// <summary>What networks and proxies do to a response on its way, and the error that comes of it.</summary>
public sealed class WireFaultTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const string Chinese =
        """{"code":0,"result":true,"data":{"is_finished":false,"blocks":[],"job_instance":{"job_instance_id":100,"status":2,"name":"很长"}}}""";

    private static readonly Dictionary<string, (Fault Fault, BkJobErrorKind Kind, bool IsTransient, string Words)> Cases = new()
    {
        ["reset before the response"] = (new Fault { Reset = true }, ConnectionFailed, true, ""),
        ["reset in the middle of the body"] = (new Fault { Body = Chinese, Reset = true, CutAfterBytes = 60 }, InvalidResponse, true, "is truncated"),
        ["GBK"] = (new Fault { Body = Chinese, Encoding = "gbk" }, InvalidResponse, false, "data.job_instance.name that is not valid UTF-8"),
        ["UTF-16"] = (new Fault { Body = Chinese, Encoding = "utf-16" }, InvalidResponse, false, "is not valid JSON"),
        ["garbage"] = (new Fault { Garbage = 5000 }, InvalidResponse, false, "is not valid JSON"),
        ["login page"] = (new Fault { HtmlPage = true }, InvalidResponse, false, "is an HTML page"),
        ["page of a proxy"] = (new Fault { HtmlPage = true, HttpStatus = 502 }, ServerError, true, "HTTP 502"),
        ["redirect"] = (new Fault { RedirectTo = "https://login.example.com/?a=b" }, InvalidResponse, false, "redirects to login.example.com"),
        ["deep nesting"] = (new Fault { Body = "{\"x\":" + new string('[', 10_000) }, InvalidResponse, false, "is not valid JSON"),
        ["not a number"] = (new Fault { Body = "{\"code\":NaN}" }, InvalidResponse, false, "is not valid JSON"),
        ["a number too large"] =
            (new Fault { Body = Chinese.Replace("\"status\":2", "\"status\":4294967298", StringComparison.Ordinal) },
            InvalidResponse, false, "data.job_instance.status"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Connection_fault_is_an_error_with_a_message(string name)
    {
        (Fault fault, BkJobErrorKind kind, bool isTransient, string words) = Cases[name];
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(fault);

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect());

        Assert.Equal((kind, isTransient), (error.Kind, error.IsTransient));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Byte_order_mark_is_accepted()
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = Chinese, Encoding = "utf-8-bom" });

        Assert.Equal("很长", (await SimulatorFixture.InvokeAsync(bench.Connect())).Name);
    }
}
