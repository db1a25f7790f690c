using System.Text;
using BenchmarkDotNet.Running;
using BkJob.Benchmarks;
using BkJob.Benchmarks.Parts;
using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Soak;

Console.OutputEncoding = Encoding.UTF8;
Surroundings.Clear();
switch (args)
{
    case [ServerProcess.Word]:
        ServerProcess.Serve();
        return 0;
    case [Options.Core, .. var rest]:
        BenchmarkRunner.Run<CoreBenchmarks>(args: rest);
        return 0;
    case [SoakOptions.Word, .. var rest]:
        return await SoakRun.RunAsync(rest);
}

IPart[] parts =
[
    new FailedPart(), new PipelinePart(), new ReadPart(), new PollPart(), new GrowthPart(), new ImportPart(), new WaitPart(), new LimitPart(),
    new LogsPart(), new HistoryPart(), new FollowPart(),
];
var options = Options.Read(args, parts.Select(part => part.Name));
if (options.Complaint is not null)
{
    Console.Error.WriteLine(options.Complaint);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

#if DEBUG
Console.Error.WriteLine("This is a Debug build, and its numbers say nothing: run it with -c Release.");
#endif
try
{
    await Measurement.RunAsync(parts.Where(part => options.Part is Options.All || options.Part == part.Name), options);
    return 0;
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
