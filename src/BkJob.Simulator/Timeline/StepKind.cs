namespace BkJob.Simulator.Timeline;

/// <summary>The step type that behaves unlike the others.</summary>
internal static class StepKind
{
    public const int Confirmation = 3;
}
